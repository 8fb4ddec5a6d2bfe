import type { NextConfig } from "next";

const config: NextConfig = {
  distDir: process.env.RUNTYPE_DIST_DIR ?? ".next",
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  rewrites: async () => [{ source: "/docs/:name.md", destination: "/docs/source/:name" }],
  serverExternalPackages: ["@node-rs/argon2", "pg", "pino", "@prisma/client", "quickjs-emscripten"],
  // The log of a hot-reloading server would hold the arguments of actions, passwords among them.
  logging: { serverFunctions: false },
  turbopack: { root: import.meta.dirname },
  // No build finds what another one kept: to write it takes a fifth of the time.
  experimental: { turbopackFileSystemCacheForBuild: false },
  // Types are checked by "npm run check"; a start need not wait for it.
  typescript: { ignoreBuildErrors: true },
};

export default config;
