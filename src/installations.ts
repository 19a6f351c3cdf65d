import type { Installations } from './chat/adapter.ts';
import { type Keyring, KeyringError } from './keyring.ts';
import type { Log } from './log.ts';
import type { Store } from './store/store.ts';

/** Who may be acted for with a sealed value: it opens for no other workspace. */
const about = (platform: string, workspace: string) => `${platform}/${workspace}`;

/** What a platform keeps of each workspace that installed the bot: JSON, sealed. */
export function createInstallations({
  store,
  keyring,
  platform,
  now,
}: {
  store: Store;
  keyring: Keyring;
  platform: string;
  /** Epoch ms. */
  now: () => number;
}): Installations {
  const open = (workspace: string, sealed: string): unknown => {
    try {
      return JSON.parse(keyring.open(sealed, about(platform, workspace)));
    } catch (error) {
      if (!(error instanceof KeyringError)) throw error;
      throw new Error(
        `What the workspace ${workspace} gave dealwire on installing it cannot be read: ${error.message}. Put the old key behind the new one in ENCRYPTION_KEY (new,old), or install dealwire there again.`,
      );
    }
  };
  return {
    async get(workspace) {
      const sealed = await store.installations.get(platform, workspace);
      return sealed === null ? null : open(workspace, sealed);
    },
    put: (workspace, value) =>
      store.installations.put(platform, workspace, keyring.seal(JSON.stringify(value), about(platform, workspace))),
    delete: (workspace) => store.installations.delete(platform, workspace),
    workspaces: async () =>
      (await store.installations.all()).filter((it) => it.platform === platform).map((it) => it.workspace),
    once: (key, until) => store.once(`${platform} ${key}`, until, now()),
  };
}

/**
 * Seals anew, with the first key, whatever another key sealed: after it the other may be dropped. What no key opens is
 * left as it is, and said.
 */
export async function renewSeals({ store, keyring, log }: { store: Store; keyring: Keyring; log: Log }): Promise<void> {
  let renewed = 0;
  for (const { platform, workspace, sealed } of await store.installations.all()) {
    if (!keyring.isStale(sealed)) continue;
    try {
      const secret = keyring.open(sealed, about(platform, workspace));
      await store.transaction(async (tx) => {
        // Another process may have written it meanwhile.
        if ((await tx.installations.get(platform, workspace)) !== sealed) return;
        await tx.installations.put(platform, workspace, keyring.seal(secret, about(platform, workspace)));
        renewed += 1;
      });
    } catch (error) {
      log.error({ platform, workspace }, `an installation cannot be read: ${(error as Error).message}`);
    }
  }
  if (renewed) log.info({ renewed }, 'installations were sealed anew with the first key of ENCRYPTION_KEY');
}
