import { useTranslation } from 'react-i18next';
import { moneyText } from '../../../i18n/format.ts';
import classes from './performance.module.css';

/** Paid of total as a bar with its words beside it; overdue is hatched, not only coloured. */
export function Progress(props: { label: string; paidFen: number; totalFen: number; overdue: boolean }) {
  const { t } = useTranslation('performance');
  const { label, paidFen, totalFen, overdue } = props;
  const words = t('paid', { paid: moneyText(paidFen), total: moneyText(totalFen) });
  const share = totalFen === 0 ? 100 : Math.min(100, Math.round((paidFen / totalFen) * 100));
  return (
    <div className={classes.progress}>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share}
        aria-valuetext={words}
        className={classes.bar}
        data-overdue={overdue}
      >
        <svg width="100%" height="100%" preserveAspectRatio="none" viewBox="0 0 100 10" aria-hidden>
          <rect width={share} height="10" className={classes.filled} />
        </svg>
      </div>
      <span className="tabular">{words}</span>
    </div>
  );
}
