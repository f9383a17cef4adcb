// The dist folder can be moved so that tests never disturb a running local stack.
/** @type {import('next').NextConfig} */
const config = {
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
    // As lib/auth/body-limit.ts: Next.js keeps what arrives for proxy.ts in memory, up to this size.
    proxyClientMaxBodySize: '256kb',
    serverActions: { bodySizeLimit: '256kb' },
  },
};

export default config;
