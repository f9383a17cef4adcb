/** What a change of members answers; null before the first try. */
export type MemberOutcome = { ok: boolean; message: string } | null;

/** A server action for `useActionState`; the form works as a plain post too. */
export type MemberSubmit = (previous: MemberOutcome, form: FormData) => Promise<MemberOutcome>;
