import 'server-only';
import { notFound } from 'next/navigation';
import { AppError } from '#lib/domain/error.ts';

/** For pages: what is not there, or not theirs, becomes the 404 page; any other failure goes on. */
export async function orNotFound<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError && (error.code === 'NOT_FOUND' || error.code === 'FORBIDDEN')) notFound();
    throw error;
  }
}
