import { type Entity, type EntityKind, isAuthority, normal } from '../entities.ts';
import type { Named } from '../mentions.ts';

/** Who and what an article names, each once, found by any form of its name. */
export class Register {
  readonly entities: Entity[] = [];
  /** By their normal form. */
  readonly forms = new Map<string, Entity>();
  /** What frames recognise by its place is theirs alone: whether one asks changes nothing for another, in any order. */
  readonly #adopted = new Map<string, Entity>();

  byForm(text: string): Entity | undefined {
    return this.forms.get(normal(text));
  }

  /** Enters a name, or one more form of a name that is known. */
  add(text: string, kind: EntityKind, sure: boolean, extra: Partial<Entity> = {}): Entity {
    const key = keyOf(text);
    let entity = this.forms.get(key);
    if (!entity && kind === 'org' && extra.slug && !extra.owner)
      entity = this.entities.find(
        (other) => other.slug === extra.slug && other.kind === 'org' && sameHouse(other.name, text),
      );
    if (entity && entity.kind === 'product' && kind !== 'product' && !sure) return entity;
    if (entity) {
      entity.forms.add(text);
      this.forms.set(key, entity);
      if (text.length > entity.name.length && !/[.]$/.test(text)) entity.name = text;
      if (sure && !entity.sure) {
        entity.kind = kind;
        entity.sure = true;
      }
      if (extra.slug && !entity.slug) entity.slug = extra.slug;
      return entity;
    }
    entity = fresh(this.entities.length, text, kind, sure, extra);
    this.entities.push(entity);
    this.forms.set(key, entity);
    return entity;
  }

  /** Enters a name of the catalogue. */
  named({ kind, text, slug, outlet }: Named): Entity {
    if (kind === 'company') return this.add(text, 'org', true, slug ? { slug } : {});
    if (kind === 'person') return this.add(text, 'person', true);
    if (kind === 'outlet') return this.add(text, 'outlet', true, outlet ? { outlet } : {});
    return this.add(text, 'product', true, slug ? { owner: slug } : {});
  }

  adopt(text: string, kind: EntityKind): Entity {
    const key = keyOf(text);
    const known = this.forms.get(key);
    if (known) return known;
    const own = `${kind} ${key}`;
    const entity = this.#adopted.get(own) ?? fresh(this.entities.length + this.#adopted.size, text, kind, false);
    this.#adopted.set(own, entity);
    return entity;
  }
}

const keyOf = (text: string): string => normal(text) || text.toLowerCase();

const NOTHING: Pick<Entity, 'slug' | 'owner' | 'outlet'> = {};

/** Every name has the same properties, in the same order: what reads them all need not look for them. */
const fresh = (id: number, text: string, kind: EntityKind, sure: boolean, extra = NOTHING): Entity => ({
  id,
  kind,
  sure,
  slug: extra.slug,
  name: text,
  forms: new Set([text]),
  owner: extra.owner,
  outlet: extra.outlet,
  authority: isAuthority(text),
});

function sameHouse(a: string, b: string): boolean {
  const x = normal(a);
  const y = normal(b);
  return x === y || x.startsWith(`${y} `) || y.startsWith(`${x} `);
}
