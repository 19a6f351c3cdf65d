import type { webApi } from '@slack/bolt';
import type { AdapterLog } from '../../src/chat/adapter.ts';
import type { Picture } from '../../src/chat/card.ts';
import { describe, platformError } from './errors.ts';

/**
 * Uploads a picture, into no channel: a message shows it by its id, to those alone who see the message. Null where Slack
 * does not take it (the scope `files:write` is missing, say): the answer then goes without.
 */
export async function upload(client: webApi.WebClient, picture: Picture, log: AdapterLog): Promise<string | null> {
  try {
    const answer = await client.files.uploadV2({
      file: Buffer.from(picture.png, 'base64'),
      filename: picture.name,
      title: picture.name,
      alt_text: picture.alt,
    });
    const id = (answer as { files?: { files?: { id?: string }[] }[] }).files?.[0]?.files?.[0]?.id;
    if (id) return id;
    log.warn({}, 'Slack took a picture and named no file');
  } catch (error) {
    log.warn({ reason: platformError(error) ?? describe(error) }, 'a picture could not be uploaded to Slack');
  }
  return null;
}
