type Problem = { title: string; text: string };

const again = 'Nothing was changed. Try again; if it stays, tell the platform team when it happened.';

// The names are next-auth's; each is said as what happened, why, and what to do.
const problems: Record<string, Problem> = {
  AccessDenied: {
    title: 'You were not let in',
    text: 'Your account may be disabled in this portal, or you refused at the identity provider. Ask the platform team to enable it.',
  },
  Configuration: {
    title: 'The portal is not set up right',
    text: 'The identity provider and the portal do not agree. The platform team can find the cause in the log.',
  },
  OAuthSignin: { title: 'The identity provider can’t be reached', text: again },
  OAuthCallback: {
    title: 'The identity provider did not confirm you',
    text: 'The sign-in took too long, was opened twice, or was refused. Nothing was changed. Try again.',
  },
  Callback: { title: 'The sign-in could not be finished', text: again },
  SessionRequired: {
    title: 'Your session has ended',
    text: 'Sign in again; what you typed into a form is kept.',
  },
};

/** What to say about a sign-in that failed; null without an error. */
export function signInProblem(code: string | undefined): Problem | null {
  if (!code) return null;
  return Object.hasOwn(problems, code)
    ? (problems[code] ?? null)
    : { title: 'The sign-in did not work', text: again };
}
