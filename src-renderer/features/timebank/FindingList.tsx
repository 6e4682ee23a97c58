import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../src-main/contract/mediation/finding.ts';
import { findingText } from './finding-text.ts';
import styles from './SheetGrid.module.css';

const ICONS = { error: IconCircleX, warning: IconAlertTriangle, hint: IconInfoCircle } as const;

/** Remarks as icon, word and sentence: never by colour alone. */
export function FindingList({
  findings,
}: {
  findings: readonly Pick<Finding, 'severity' | 'code' | 'params'>[];
}) {
  const { t } = useTranslation('common');
  return (
    <ul className={styles.findings}>
      {findings.map((finding, index) => {
        const Icon = ICONS[finding.severity];
        return (
          <li key={`${finding.code}-${index}`} className={styles[finding.severity]}>
            <Icon size="1.125rem" aria-hidden />
            <span>
              <strong>{t(`severity.${finding.severity}`)}</strong> {findingText(finding)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
