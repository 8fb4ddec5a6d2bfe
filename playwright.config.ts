import { defineConfig } from "@playwright/test";
import { systemBrowser } from "./scripts/browser.mjs";

const port = Number(process.env.E2E_PORT || 4180);
const inContinuousIntegration = Boolean(process.env.CI);

export default defineConfig({
  testDir: "e2e",
  fullyParallel: true,
  outputDir: "test-results",
  timeout: 120_000,
  expect: { timeout: 10_000 },
  // One waits for a page while others draw theirs.
  workers: 3,
  forbidOnly: inContinuousIntegration,
  retries: inContinuousIntegration ? 1 : 0,
  reporter: [["list"], ["json", { outputFile: ".data/test/playwright.json" }]],
  use: {
    browserName: "chromium",
    baseURL: `http://localhost:${port}`,
    locale: "en-US",
    timezoneId: "Europe/Berlin",
    contextOptions: { reducedMotion: "reduce" },
    // Recording every journey takes more of the machine than the journey itself.
    trace: "on-first-retry",
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    launchOptions: {
      executablePath: systemBrowser(),
      args: [
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    command: `"${process.execPath}" scripts/serve-for-tests.mjs`,
    env: { PORT: String(port) },
    url: `http://localhost:${port}/readyz`,
    reuseExistingServer: false,
    timeout: 300_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
    stdout: "ignore",
    stderr: "pipe",
  },
});
