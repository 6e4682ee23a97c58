import { Text, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import { useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import type { Finding } from '../../../../src-main/contract/mediation/finding.ts';
import { moneyText } from '../../../i18n/format.ts';
import { findingMessage } from '../../../i18n/messages.ts';
import classes from './agreement.module.css';

const signs = { error: IconCircleX, warning: IconAlertTriangle, hint: IconInfoCircle };
const order = { error: 0, warning: 1, hint: 2 };

interface FindingsPanelProps {
  findings: readonly Finding[];
  checked: boolean;
  totals: RouteOutput<'mediation.checkAgreement'> | undefined;
}

/** What the checker says now, worst first. Each remark is a button that puts the cursor where it belongs. */
export function FindingsPanel({ findings, checked, totals }: FindingsPanelProps) {
  const { t } = useTranslation('common');
  const { setFocus } = useFormContext();
  const count = (severity: Finding['severity']) =>
    findings.filter((finding) => finding.severity === severity).length;
  const sorted = [...findings].sort((a, b) => order[a.severity] - order[b.severity]);
  return (
    <div className={classes.findings} role="region" aria-label={t('findings.title')}>
      <div className={classes.findingsHead}>
        <Text fw={600}>{t('findings.title')}</Text>
        {checked ? (
          <Text size="sm" aria-live="polite">
            {findings.length === 0 ? (
              <span className={classes.good}>
                <IconCircleCheck size="1.1rem" aria-hidden /> {t('findings.none')}
              </span>
            ) : (
              t('findings.summary', {
                errors: count('error'),
                warnings: count('warning'),
                hints: count('hint'),
              })
            )}
          </Text>
        ) : null}
        {totals && totals.totalFen > 0 ? (
          <Text size="sm" className="tabular" ml="auto">
            {t('mediation:agreement.total')} <strong>{moneyText(totals.totalFen)}</strong>{' '}
            {totals.totalCapitals} · {t('mediation:agreement.copiesText', { n: totals.copies })}
          </Text>
        ) : null}
      </div>
      {sorted.length > 0 ? (
        <ul className={classes.findingsList} tabIndex={-1}>
          {sorted.map((finding, index) => {
            const Sign = signs[finding.severity];
            return (
              <li key={`${finding.code}${finding.place}${index}`}>
                <UnstyledButton
                  className={classes.finding}
                  data-severity={finding.severity}
                  onClick={() => focusPlace(finding.place, setFocus)}
                  title={finding.source ? t('findings.source', { source: finding.source }) : undefined}
                >
                  <Sign size="1.15rem" aria-hidden />
                  <span>
                    <strong>{t(`severity.${finding.severity}`)}</strong> {findingMessage(finding)}
                  </span>
                </UnstyledButton>
              </li>
            );
          })}
        </ul>
      ) : null}
    </div>
  );
}

/** The field of a remark, or of the nearest part around it that has one. */
function focusPlace(place: string, setFocus: (name: string) => void): void {
  setFocus(place);
  if (
    document.activeElement instanceof HTMLInputElement ||
    document.activeElement instanceof HTMLTextAreaElement
  )
    return;
  for (let part = place; part !== ''; part = part.slice(0, Math.max(0, part.lastIndexOf('.')))) {
    const target = document.getElementById(`place-${part}`);
    if (!target) continue;
    target.scrollIntoView({ block: 'center' });
    target.focus({ preventScroll: true });
    return;
  }
  // A remark on the case itself: its parties or its registration.
  document
    .getElementById(place.startsWith('parties') ? 'case-parties' : 'case-summary')
    ?.scrollIntoView({ block: 'start' });
}
