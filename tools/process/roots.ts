import { resolve } from 'node:path';

/** The folder of the project, whatever the working directory is. */
export const projectRoot: string = resolve(import.meta.dirname, '../..');
