/** Discord's limits on what one message may hold, in characters or pieces (API v10). */
export const LIMITS = {
  content: 2000,
  title: 256,
  description: 4096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  embeds: 10,
  /** Titles, descriptions, field names and values, and footers of all embeds of a message together. */
  embedsTotal: 6000,
  rows: 5,
  buttonsPerRow: 5,
  buttonLabel: 80,
  buttonUrl: 512,
  embedUrl: 2048,
  customId: 100,
  attachmentText: 1024,
  nonce: 25,
  choices: 25,
  choice: 100,
  commandDescription: 100,
} as const;
