/**
 * Milliseconds that a row waits for what must come: so long that a machine with other work does not break it. What it took
 * is a timing of the row, with the goal of an idle machine beside it.
 */
export const patienceMs = 120_000;
