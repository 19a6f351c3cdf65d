import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Seals secrets for the database, and opens them. `about` says whose secret it is: sealed for one, it opens for no other. */
export interface Keyring {
  /** `v1.<key id>.<nonce>.<ciphertext and tag>`, the last two in base64url. Sealing the same twice gives two texts. */
  seal(secret: string, about: string): string;
  /** Throws `KeyringError`, in words for the person who runs the bot. */
  open(sealed: string, about: string): string;
  /** Was it sealed with another key than the one that seals now? */
  isStale(sealed: string): boolean;
}

export class KeyringError extends Error {
  override readonly name = 'KeyringError';
}

const VERSION = 'v1';
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM under each of these keys, of which the first seals. Keys are any texts that are hard to guess; what encrypts
 * is derived from them (HKDF-SHA256), and so is the id that a sealed text names its key by, which tells nothing of it.
 */
export function createKeyring(texts: readonly [string, ...string[]]): Keyring {
  const keys = texts.map((text) => {
    const derive = (use: string, bytes: number) => Buffer.from(hkdfSync('sha256', text, 'dealwire', use, bytes));
    return { id: derive('key id', 4).toString('hex'), key: derive('installations', 32) };
  });
  const [first] = keys as [(typeof keys)[number], ...typeof keys];
  const extra = (id: string, about: string) => Buffer.from(`${VERSION}.${id}.${about}`);

  return {
    seal(secret, about) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, first.key, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(extra(first.id, about));
      const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return [VERSION, first.id, nonce.toString('base64url'), sealed.toString('base64url')].join('.');
    },
    open(sealed, about) {
      const [version, id = '', nonce = '', body = ''] = sealed.split('.');
      const known = keys.find((key) => key.id === id);
      if (version !== VERSION) throw new KeyringError('it was not sealed by this program');
      if (!known) throw new KeyringError(`it was sealed with a key (${id}) that is not in ENCRYPTION_KEY`);
      try {
        const bytes = Buffer.from(body, 'base64url');
        const cut = bytes.length - TAG_BYTES;
        const decipher = createDecipheriv(CIPHER, known.key, Buffer.from(nonce, 'base64url'), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAAD(extra(id, about));
        decipher.setAuthTag(bytes.subarray(cut));
        return Buffer.concat([decipher.update(bytes.subarray(0, cut)), decipher.final()]).toString('utf8');
      } catch (error) {
        throw new KeyringError('it was damaged, or is of somebody else', { cause: error });
      }
    },
    isStale: (sealed) => sealed.split('.')[1] !== first.id,
  };
}
