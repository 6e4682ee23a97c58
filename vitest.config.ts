import { defineConfig } from 'vitest/config';

// Window tests are Playwright's (tests/e2e), measurements are tests/bench; neither belongs here.
// A test of a React part asks for a DOM itself: `// @vitest-environment happy-dom` in its first line.
export default defineConfig({
  test: {
    include: ['tests/{unit,integration,migrations,security,pdf}/**/*.test.{ts,tsx}'],
    environment: 'node',
    pool: 'forks',
    // Real SQLite files and real PDFs on small machines.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    coverage: { provider: 'v8', include: ['src-main/**', 'src-renderer/**'], reportsDirectory: 'coverage' },
  },
});
