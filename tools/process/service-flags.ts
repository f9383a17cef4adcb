/**
 * How Node runs our processes behind health servers, as docs/install.md and the chart say: with a small young generation, and an old one that is
 * collected when it has grown by 30 %. By itself V8 lets the first grow to 64 MB in a burst, and the second to several times of what
 * is needed. See docs/decisions/0186.
 */
export const serviceFlags = ['--max-semi-space-size=4', '--heap-growing-percent=30'];

/**
 * How glibc gives back what such a process no longer needs: one arena for all threads, and large blocks on their own. Another C library takes no
 * notice. See docs/decisions/0186.
 */
export const serviceEnvironment = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '16384',
  MALLOC_TRIM_THRESHOLD_: '65536',
};
