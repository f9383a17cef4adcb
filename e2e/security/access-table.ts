import { apiRoutes } from '../fixtures/api-routes.ts';
import { pages } from '../fixtures/pages.ts';
import { type ActionRow, adminActions } from './action-rows.ts';
import { platformActions } from './platform-action-rows.ts';
import { requestActions } from './request-action-rows.ts';

/** Every address of the build and who may: pages, API routes, server actions. What is built and not listed fails. */
export const routes = { ...pages, ...apiRoutes };
export const actions: Record<string, ActionRow> = { ...adminActions, ...requestActions, ...platformActions };
