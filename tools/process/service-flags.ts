/**
 * How Node runs our processes behind health servers, as docs/install.md and the chart say: with a small young generation, and an old one that is
 * collected when it has grown by 30 %. By itself V8 lets the first grow to 64 MB in a burst, and the second to several times of what
 * is needed. See docs/decisions/0186.
 */
export const serviceFlags = ['--max-semi-space-size=4', '--heap-growing-percent=30'];
