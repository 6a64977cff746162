/** Every option of the operator's programs; which of them a command reads, its row says. */
export const options = {
  local: { type: 'boolean' },
  stage: { type: 'string' },
  platform: { type: 'string' },
  client: { type: 'string' },
  subject: { type: 'string' },
  operation: { type: 'string' },
  since: { type: 'string' },
  until: { type: 'string' },
} as const

/** Those that were given. */
export type Values = { readonly [Name in keyof typeof options]?: Name extends 'local' ? boolean : string }
