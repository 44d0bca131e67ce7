// Sentences and lists that tests in several folders expect.

/** What a user reads after trying to sign in with an authenticator that was removed. */
export const REMOVED = 'This authenticator has been removed, so you cannot sign in with it. Ask your Registration Authority (RA) for a new one.';

/** The audit events of an authenticator that was issued, used, removed and then tried once more. */
export const WHOLE_LIFE = ['generate-link done', 'register done', 'sign-in done', 'remove-authenticator done', 'sign-in refused'];
