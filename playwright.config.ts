import { defineConfig } from '@playwright/test';

// Every test opens the real program; two at once would share two cores and become a matter of luck.
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  workers: 1,
  fullyParallel: false,
  // A real window on a busy machine now and then loses its debugger. A test may be played once more in a fresh window;
  // npm test then names it, so that a test which needs this often is seen and mended.
  retries: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  outputDir: 'out/test/playwright',
  reporter: [
    ['list'],
    ['json', { outputFile: 'out/test/playwright.json' }],
    ['html', { outputFolder: 'out/test/report', open: 'never' }],
  ],
});
