import { useTranslation } from 'react-i18next';
import type { RetentionTerm } from '../../../../src-main/contract/mediation/archive.ts';

/** `永久`, `长期（30年）`. */
export function useTermText(): (term: RetentionTerm, years: number | null) => string {
  const { t } = useTranslation('dossier');
  return (term, years) => {
    const name = t(`term.${term}`);
    return years === null ? name : t('termYears', { term: name, years });
  };
}

/** Section of the case page where something is made. */
const sections: Record<string, string> = {
  papers: 'case-papers',
  parties: 'case-parties',
  acceptance: 'case-acceptance',
  proceedings: 'case-evidence',
  sessions: 'case-sessions',
  agreement: 'case-agreement',
  performance: 'case-performance',
  confirmation: 'case-confirmation',
  lines: 'case-line',
  deadlines: 'case-deadlines',
  closing: 'case-papers',
  dossier: 'case-dossier',
};

export const sectionOfWork = (madeAt: string): string => sections[madeAt] ?? 'case-papers';
