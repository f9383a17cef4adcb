import { PHASE_PRODUCTION_BUILD } from 'next/constants.js';

// The dist folder can be moved so that tests never disturb a running local stack.
/** @type {import('next').NextConfig} */
const config = {
  outputFileTracingRoot: import.meta.dirname,
  distDir: process.env.BAILIWICK_DIST ?? '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  serverExternalPackages: ['pg', '@prisma/adapter-pg', 'pino', 'prom-client'],
  typescript: { ignoreBuildErrors: true }, // `npm run check` does it once, with the same compiler
  htmlLimitedBots: /.*/, // the title is in the first bytes for everyone: screen readers speak it before anything else
  images: { unoptimized: true }, // no picture is fetched or scaled for anybody
  experimental: {
    authInterrupts: true,
    isrFlushToDisk: false, // the image's file system is read-only
    // As lib/auth/body-limit.ts: Next.js keeps what arrives for proxy.ts in memory, up to this size.
    proxyClientMaxBodySize: '256kb',
    serverActions: { bodySizeLimit: '256kb' },
  },
};

/** A build also makes what the image holds (tools/image); a server that is told of it would warn. */
export default (phase) => (phase === PHASE_PRODUCTION_BUILD ? { ...config, output: 'standalone' } : config);
