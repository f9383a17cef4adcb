import type { RequestType } from '#lib/domain/requests/request.ts';
import type { RequestHandler } from './handler.ts';
import { createEnvironment } from './types/create-environment.ts';
import { createTeam } from './types/create-team.ts';
import { deleteEnvironment } from './types/delete-environment.ts';
import { extendEnvironment } from './types/extend-environment.ts';
import { joinTeam } from './types/join-team.ts';
import { resizeEnvironment } from './types/resize-environment.ts';
import { upgradeEnvironment } from './types/upgrade-environment.ts';

const registry = {
  'create-environment': createEnvironment,
  'resize-environment': resizeEnvironment,
  'extend-environment': extendEnvironment,
  'upgrade-environment': upgradeEnvironment,
  'delete-environment': deleteEnvironment,
  'create-team': createTeam,
  'join-team': joinTeam,
} satisfies { [T in RequestType]: RequestHandler<T> };

/** The handler of a request type. A payload that goes in was parsed by the schema of the same type. */
export function handlerOf(type: RequestType): RequestHandler<RequestType> {
  return registry[type];
}
