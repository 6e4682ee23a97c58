/** The program's mark: a maple leaf's red over an arched bridge. Decoration only. */
export function Mark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 48 48" aria-hidden focusable="false">
      <rect width="48" height="48" rx="8" fill="#145a61" />
      <path d="M5 37c4-11 11-16 19-16s15 5 19 16h-6c-2-7-7-10-13-10s-11 3-13 10z" fill="#f2f5f5" />
      <path d="M24 5l2 5 4-1-1 4 4 1-4 3 1 4-6-1-6 1 1-4-4-3 4-1-1-4 4 1z" fill="#e7937d" />
      <path d="M6 42h36" stroke="#8fc0c2" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
