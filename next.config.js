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
  experimental: { authInterrupts: true },
};

export default config;
