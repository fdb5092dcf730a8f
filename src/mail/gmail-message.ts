/** A message as the Gmail API gives it in full format; every member may be absent, and bytes come signed or as base64. */

export interface GmailMessageResource {
  readonly id?: string | undefined;
  readonly threadId?: string | undefined;
  readonly labelIds?: readonly string[] | undefined;
  readonly internalDate?: string | number | undefined;
  readonly payload?: GmailPart | undefined;
}

export interface GmailPart {
  readonly mimeType?: string | undefined;
  readonly filename?: string | undefined;
  readonly headers?: readonly GmailHeader[] | undefined;
  readonly body?: GmailBody | undefined;
  readonly parts?: readonly GmailPart[] | undefined;
}

export interface GmailHeader {
  readonly name?: string | undefined;
  readonly value?: string | undefined;
}

export interface GmailBody {
  readonly attachmentId?: string | undefined;
  readonly size?: number | undefined;
  /** Signed bytes in Apps Script, web-safe base64 over REST, whatever the published types say. */
  readonly data?: unknown;
}

/** Value of the first header of a name (any case) of a message as Gmail gives it, '' when absent. */
export function headerOf(message: GmailMessageResource, name: string): string {
  const wanted = name.toLowerCase();
  return message.payload?.headers?.find(header => header.name?.toLowerCase() === wanted)?.value ?? '';
}
