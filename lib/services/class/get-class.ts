import type { z } from 'zod';
import { type Actor, may } from '#lib/auth/permissions.ts';
import { findClassRow, namesOf } from '#lib/data/class/class-rows.ts';
import { getDatabase } from '#lib/data/client.ts';
import { notFound } from '#lib/domain/error.ts';
import { getClassInput } from '#lib/domain/inputs/class.ts';
import type { ClassView } from '#lib/domain/views.ts';
import { parseInput } from '../parse-input.ts';
import { assertMay } from '../scope-of.ts';
import { classView } from './class-view.ts';

/** A class with the history of its versions, newest first. */
export interface ClassDetail extends ClassView {
  versions: { version: number; createdAt: string; createdBy: string | null }[];
}

/** One class at its latest version or at the one asked for. Who made a version is told to those who may see people. */
export async function getClass(actor: Actor, input: z.input<typeof getClassInput>): Promise<ClassDetail> {
  const { class: slug, version } = parseInput(getClassInput, input);
  assertMay(actor, 'class:read');
  const database = getDatabase();
  const row = await findClassRow(database, slug);
  if (row === null) throw notFound('The environment class');
  const authors = may(actor, 'user:read') ? row.versions.flatMap(({ createdBy }) => createdBy ?? []) : [];
  const names = await namesOf(database, authors);
  return {
    ...classView(row, version),
    versions: row.versions.map(({ version: number, createdAt, createdBy }) => ({
      version: number,
      createdAt: createdAt.toISOString(),
      createdBy: createdBy === null ? null : (names.get(createdBy) ?? null),
    })),
  };
}
