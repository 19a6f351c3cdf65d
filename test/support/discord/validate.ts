import * as spec from 'discord-api-spec/zod';

type Json = Record<string, unknown>;
type Schema = typeof spec.MessageCreateRequestSchema;

export const SCHEMAS = {
  message: spec.MessageCreateRequestSchema,
  edit: spec.MessageEditRequestPartialSchema,
  followUp: spec.IncomingWebhookRequestPartialSchema,
  original: spec.IncomingWebhookUpdateRequestPartialSchema,
  response: spec.CreateMessageInteractionCallbackRequestSchema,
  update: spec.UpdateMessageInteractionCallbackRequestSchema,
  modal: spec.ModalInteractionCallbackRequestSchema,
  choices: spec.ApplicationCommandAutocompleteCallbackRequestSchema,
  command: spec.ApplicationCommandUpdateRequestSchema,
} as const;

/** What Discord would refuse in a body by its published schema; an empty list when all is well. */
export function schemaFaults(schema: Schema, body: unknown): string[] {
  const parsed = schema.safeParse(body);
  return parsed.success ? [] : parsed.error.issues.map((i) => `${i.path.map(String).join('.')}: ${i.message}`);
}

/** The rules for a message's body that the schema does not state. `partial`: an edit, where nothing must be there. */
export function messageFaults(body: unknown, partial = false): string[] {
  const faults: string[] = [];
  const b = object(body);
  const content = text(b.content);
  if (content.length > 2000) faults.push('content: more than 2000 characters');
  const embeds = list(b.embeds).map(object);
  const components = list(b.components).map(object);
  if (!partial && !content.trim() && !embeds.length && !components.length) faults.push('the message is empty');

  let total = 0;
  embeds.forEach((embed, i) => {
    const at = `embeds[${i}]`;
    const fields = list(embed.fields).map(object);
    const footer = text(object(embed.footer).text);
    if (!text(embed.title).trim() && !text(embed.description).trim() && !fields.length)
      faults.push(`${at}: has no title, no description and no field`);
    if (fields.length > 25) faults.push(`${at}: more than 25 fields`);
    total += text(embed.title).length + text(embed.description).length + footer.length;
    fields.forEach((field, f) => {
      if (!text(field.name).trim()) faults.push(`${at}.fields[${f}].name: required`);
      if (!text(field.value).trim()) faults.push(`${at}.fields[${f}].value: required`);
      if (text(field.name).length > 256) faults.push(`${at}.fields[${f}].name: too long`);
      if (text(field.value).length > 1024) faults.push(`${at}.fields[${f}].value: too long`);
      total += text(field.name).length + text(field.value).length;
    });
    if (embed.url !== undefined && !/^https?:\/\//.test(text(embed.url))) faults.push(`${at}.url: no http address`);
  });
  if (total > 6000) faults.push(`embeds: ${total} characters in all, more than 6000`);

  const ids = new Set<unknown>();
  const actions = new Set<string>();
  if (components.length > 5) faults.push('components: more than 5 rows');
  const unique = (id: unknown, at: string) => {
    if (id === undefined || id === null || id === 0) return;
    if (ids.has(id)) faults.push(`${at}.id: given twice`);
    ids.add(id);
  };
  components.forEach((row, r) => {
    const at = `components[${r}]`;
    unique(row.id, at);
    const buttons = list(row.components).map(object);
    if (buttons.length < 1 || buttons.length > 5) faults.push(`${at}: ${buttons.length} buttons`);
    buttons.forEach((button, i) => {
      const where = `${at}.components[${i}]`;
      unique(button.id, where);
      if (!text(button.label).trim()) faults.push(`${where}.label: required`);
      if (button.style === 5) {
        if (!/^(?:https?|discord):\/\//.test(text(button.url))) faults.push(`${where}.url: no address`);
        if (button.custom_id !== undefined) faults.push(`${where}: a link has no custom_id`);
      } else {
        const action = text(button.custom_id);
        if (!action || action.length > 100) faults.push(`${where}.custom_id: 1 to 100 characters`);
        if (actions.has(action)) faults.push(`${where}.custom_id: given twice`);
        actions.add(action);
        if (button.url !== undefined) faults.push(`${where}: only a link has a url`);
      }
    });
  });
  const mentions = object(b.allowed_mentions);
  if (b.allowed_mentions === undefined || list(mentions.parse).length)
    faults.push('allowed_mentions: our messages must name nobody');
  return faults;
}

/** The rules for a registered command that the schema does not state. */
export function commandFaults(command: unknown): string[] {
  const c = object(command);
  const faults: string[] = [];
  if (!/^[-_\p{Ll}\p{Lo}\p{N}]{1,32}$/u.test(text(c.name))) faults.push('name: lower case letters, digits, - and _');
  if (!text(c.description)) faults.push('description: required');
  const check = (options: unknown, at: string) => {
    let optional = false;
    const names = new Set<string>();
    for (const option of list(options).map(object)) {
      const name = text(option.name);
      if (!/^[-_\p{Ll}\p{Lo}\p{N}]{1,32}$/u.test(name)) faults.push(`${at}.${name}: name`);
      if (names.has(name)) faults.push(`${at}.${name}: given twice`);
      names.add(name);
      if (option.required === true && optional) faults.push(`${at}.${name}: required options come first`);
      if (option.type !== 1 && option.required !== true) optional = true;
      if (option.autocomplete === true && list(option.choices).length)
        faults.push(`${at}.${name}: choices and autocomplete exclude each other`);
      if (option.type === 1) check(option.options, `${at}.${name}`);
    }
  };
  check(c.options, 'options');
  return faults;
}

export function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}
export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The rules for a window that the schema does not state. */
export function modalFaults(data: unknown): string[] {
  const modal = object(data);
  const faults: string[] = [];
  if (!text(modal.title) || text(modal.title).length > 45) faults.push('title: 1 to 45 characters');
  if (!text(modal.custom_id) || text(modal.custom_id).length > 100) faults.push('custom_id: 1 to 100 characters');
  const rows = list(modal.components).map(object);
  if (rows.length < 1 || rows.length > 5) faults.push(`components: ${rows.length} of them`);
  const names = new Set<string>();
  for (const row of rows) {
    const field = object(row.component);
    const at = text(field.custom_id);
    if (row.type !== 18) faults.push('components: only labels');
    if (!text(row.label) || text(row.label).length > 45) faults.push(`${at}.label: 1 to 45 characters`);
    if (text(row.description).length > 100) faults.push(`${at}.description: too long`);
    if (!at || names.has(at)) faults.push(`${at}: no name, or given twice`);
    names.add(at);
    if (field.type === 4) {
      const most = Number(field.max_length ?? 4000);
      if (most < 1 || most > 4000) faults.push(`${at}.max_length: 1 to 4000`);
      if (text(field.value).length > most) faults.push(`${at}.value: longer than may be answered`);
      if (text(field.placeholder).length > 100) faults.push(`${at}.placeholder: too long`);
    } else if (field.type === 3) {
      const options = list(field.options).map(object);
      if (options.length < 1 || options.length > 25) faults.push(`${at}: ${options.length} options`);
      if (new Set(options.map((o) => o.value)).size !== options.length) faults.push(`${at}: a value twice`);
      for (const option of options)
        if (!text(option.label) || text(option.label).length > 100 || text(option.value).length > 100)
          faults.push(`${at}: an option without words, or with too many`);
      if (options.filter((o) => o.default === true).length > Number(field.max_values ?? 1))
        faults.push(`${at}: more chosen than may be`);
    } else faults.push(`${at}: a field of type ${String(field.type)}`);
  }
  return faults;
}
