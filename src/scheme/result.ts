/** What a rule answers: a value, or a refusal with the French sentence that staff will read. */

/** `reason` is a whole sentence in French, ready for the screen: what is wrong, where, and what can be done. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

/** The refusing half of a `Result`, for functions that only ever pass a refusal on. */
export type Refused = Extract<Result<never>, { ok: false }>;

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const refused = (reason: string): Refused => ({ ok: false, reason });
