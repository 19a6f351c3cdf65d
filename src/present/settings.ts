import type { Card, Rich } from '../chat/card.ts';
import type { Form } from '../chat/form.ts';
import type { ChannelSettings, Managers, WhenUnsure } from '../domain/settings.ts';
import { formatAction } from './action.ts';
import { buttons, plainCard } from './card.ts';

/** "09:00". */
export const clockWords = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const quietWords = ({ quiet }: ChannelSettings): string =>
  quiet
    ? `from ${clockWords(quiet.from)} to ${clockWords(quiet.to)}: news is held, then told in one digest`
    : 'none: news comes at any time';

const MANAGERS_WORDS: Record<Managers, string> = {
  members: 'any member',
  admins: 'admins of the workspace',
};

const UNSURE_WORDS: Record<WhenUnsure, string> = {
  send: 'sent again where nobody can look: never lost, perhaps told twice',
  hold: 'held back where nobody can look: never told twice, perhaps not at all',
};

/** As it is for a channel, some of it for its whole workspace. */
export interface Settled {
  settings: ChannelSettings;
  /** Null where the platform itself says who may manage a channel. */
  managers: Managers | null;
  whenUnsure: WhenUnsure;
}

/** `wide`: for the whole workspace. */
const lines = ({ settings, managers, whenUnsure }: Settled): { label: string; value: string; wide?: true }[] => [
  { label: 'Digest', value: `every day at ${clockWords(settings.digestAt)}, for what is followed daily` },
  { label: 'Time zone', value: settings.zone },
  { label: 'Quiet hours', value: quietWords(settings) },
  { label: 'A message that may stand already', value: UNSURE_WORDS[whenUnsure], wide: true },
  ...(managers
    ? [{ label: 'Who may change what channels follow', value: MANAGERS_WORDS[managers], wide: true as const }]
    : []),
];

export interface SettingsContext extends Omit<Settled, 'settings'> {
  /** How it was before somebody changed it just now. */
  before?: Settled;
  /** Epoch ms of the next digest. */
  next: number;
  mayManage: boolean;
}

/** When a channel is told, and who may change what it follows; with what was changed just now. */
export function settingsCard(settings: ChannelSettings, context: SettingsContext): Card {
  const { before, next, mayManage } = context;
  const now = lines({ ...context, settings });
  const was = before ? lines(before) : now;
  const different = now.filter(({ value }, i) => value !== was[i]?.value);
  const changed = different.map(
    ({ label, value }) => `${label}: ${was.find((it) => it.label === label)?.value ?? 'not set'} → ${value}`,
  );
  const title = !before
    ? 'Settings of this channel'
    : changed.length
      ? `Settings of this ${different.every((it) => it.wide) ? 'workspace' : 'channel'} changed`
      : 'These are the settings already';
  const coming: Rich = ['The next digest goes out ', { time: next, clock: true }, '.'];
  return {
    summary: changed.length ? `${title}: ${changed.join('; ')}.` : `${title}.`,
    title,
    blocks: [
      ...(changed.length ? [{ kind: 'list' as const, items: changed.map((line) => [line]) }] : []),
      { kind: 'fields', fields: now.map(({ label, value }) => ({ label, value: [value] })) },
      { kind: 'text', text: coming },
    ],
    ...(mayManage
      ? {
          footer:
            'Changed with options, as in /dealwire settings digest-hour:8 time-zone:Europe/Berlin quiet-hours:22-7',
        }
      : {}),
    buttons: buttons(mayManage && ['Change', { do: 'configure' }], ['What is followed', { do: 'subscriptions' }]),
  };
}

/** Asks for the settings; the answers are named as the options of `/dealwire settings`. */
export function settingsForm(settings: ChannelSettings): Form | null {
  const action = formatAction({ do: 'configured' });
  if (action === null) return null;
  const { digestAt, zone, quiet } = settings;
  return {
    title: 'When to be told here',
    action,
    submit: 'Change',
    fields: [
      {
        kind: 'text',
        name: 'digest-hour',
        label: 'Hour of the daily digest',
        hint: '9, 8:30, 6 pm',
        value: clockWords(digestAt),
        required: true,
        most: 20,
      },
      {
        kind: 'text',
        name: 'time-zone',
        label: 'Time zone',
        hint: 'Europe/Berlin, New York, UTC',
        value: zone,
        required: true,
        most: 60,
      },
      {
        kind: 'text',
        name: 'quiet-hours',
        label: 'Quiet hours',
        hint: '22-7, or none',
        value: quiet ? `${clockWords(quiet.from)}-${clockWords(quiet.to)}` : 'none',
        required: true,
        most: 30,
      },
    ],
  };
}

export function adminsOnlyCard(): Card {
  return plainCard('Only admins of this workspace may say who manages dealwire', [
    'Ask an admin to type /dealwire settings managers:admins, or managers:members. If you are one, the app may lack the scope users:read.',
  ]);
}

export function managersElsewhereCard(): Card {
  return plainCard('Here the platform itself says who may manage a channel', [
    'On Discord that is whoever has the permission Manage Channels in it.',
  ]);
}
