'use server';

import { endOtherSessionsInput, endSessionInput } from '#lib/domain/inputs/identity.ts';
import { endOtherSessions } from '#lib/services/identity/end-other-sessions.ts';
import { endSession } from '#lib/services/identity/end-session.ts';
import { action } from './action.ts';

export const endSessionAction = action('endSession', endSessionInput, endSession);
export const endOtherSessionsAction = action('endOtherSessions', endOtherSessionsInput, endOtherSessions);
