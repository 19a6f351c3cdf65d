import { GatewayOpcodes, type SimpleShardingStrategy, WebSocketShardDestroyRecovery } from 'discord.js';

/** Two packages of the SDK have a class of this name; its types mean the other one here. */
export type GatewayManager = ConstructorParameters<typeof SimpleShardingStrategy>[0];

/** Of the SDK's `WebSocketShardStatus`. */
const RESUMING = 2;
const READY = 3;

export interface PulseTimes {
  /** Ms between two beats. */
  everyMs: number;
  /** Ms without a sign of life after which a connection is left for another. */
  deadMs: number;
}

export const PULSE: PulseTimes = { everyMs: 5_000, deadMs: 15_000 };
/** How long opening a connection may take; the SDK would wait a minute for Discord's first word. */
const OPEN_MS = 8_000;

/**
 * Leaves connections that have fallen silent. Discord asks for a heartbeat every 41 seconds, so by those alone a dead
 * connection is noticed only after a minute, and the commands of that minute are lost: we beat more often, beside them.
 * Gives what ends it.
 */
export function watchPulse(
  manager: GatewayManager,
  strategy: SimpleShardingStrategy,
  { everyMs, deadMs }: PulseTimes,
  onSilence: (shard: number) => void,
): () => void {
  Object.assign(manager.options, { helloTimeout: OPEN_MS, handshakeTimeout: OPEN_MS });
  const alive = new Map<number, number>();
  const seen = ({ shardId }: { shardId: number }) => void alive.set(shardId, Date.now());
  // The SDK's enum of these names is hidden by another of the same name.
  for (const event of ['heartbeat', 'dispatch']) manager.on(event as Parameters<typeof manager.on>[0], seen);

  const timer = setInterval(() => {
    // biome-ignore lint/complexity/useLiteralKeys: the brackets reach what the SDK's types keep private
    for (const [id, shard] of strategy['shards']) {
      if (shard.status !== READY && shard.status !== RESUMING) {
        alive.delete(id);
        continue;
      }
      const since = alive.get(id) ?? Date.now();
      alive.set(id, since);
      if (Date.now() - since > deadMs) {
        alive.delete(id);
        onSilence(id);
        const { Resume, Reconnect } = WebSocketShardDestroyRecovery;
        const recover = shard.status === READY ? Resume : Reconnect;
        shard.destroy({ reason: 'silent', recover }).catch(() => {});
      } else void beat(id);
    }
  }, everyMs);
  timer.unref();

  async function beat(shard: number): Promise<void> {
    const session = await manager.options.retrieveSessionInfo(shard);
    await strategy.send(shard, { op: GatewayOpcodes.Heartbeat, d: session?.sequence ?? null });
  }

  return () => clearInterval(timer);
}
