import { useTranslation } from 'react-i18next';
import classes from './dossier.module.css';

const RADIUS = 42;
const AROUND = 2 * Math.PI * RADIUS;

/** How much of what must be there is there, as a ring and in words. */
export function CompletenessRing({ must, present }: { must: number; present: number }) {
  const { t } = useTranslation('dossier');
  const share = must === 0 ? 0 : present / must;
  return (
    <svg
      viewBox="0 0 100 100"
      className={classes.ring}
      role="img"
      aria-label={t('ring.label', { must, present })}
    >
      <circle cx="50" cy="50" r={RADIUS} className={classes.ringTrack} />
      <circle
        cx="50"
        cy="50"
        r={RADIUS}
        className={classes.ringDone}
        data-complete={share === 1 || undefined}
        strokeDasharray={`${share * AROUND} ${AROUND}`}
        transform="rotate(-90 50 50)"
      />
      <text x="50" y="51" textAnchor="middle" dominantBaseline="middle" className={classes.ringText}>
        {t('ring.of', { must, present })}
      </text>
    </svg>
  );
}
