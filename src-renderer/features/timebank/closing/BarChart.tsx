import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { monthText } from '../../../i18n/format.ts';
import styles from './BarChart.module.css';

export interface BarChartProps {
  title: string;
  /** Months, `YYYY-MM`. */
  months: string[];
  /** One to three rows of bars, told apart by pattern as well as by colour. */
  series: { name: string; values: number[] }[];
  format: (value: number) => string;
}

const HEIGHT = 140;
const GROUP = 36;
/** Room under the axis for the month and, where it changes, the year. */
const LABELS = 34;
const patterns = ['solid', 'hatched', 'outlined'] as const;

/** Bars side by side, drawn as SVG; the same numbers stand beneath it as a table for who cannot see them. */
export function BarChart({ title, months, series, format }: BarChartProps) {
  const { t } = useTranslation('timebankClosing');
  const labels = months.map(monthText);
  const width = labels.length * GROUP + 8;
  const values = series.flatMap((one) => one.values);
  const most = Math.max(0, ...values);
  const least = Math.min(0, ...values);
  const scale = HEIGHT / Math.max(1, most - least);
  const zero = most * scale;
  const bar = (GROUP - 8) / series.length;
  return (
    <figure className={styles.figure}>
      <figcaption>
        <Text fw={600}>{title}</Text>
        <span className={styles.legend}>
          {series.map(({ name }, index) => (
            <span key={name}>
              <i className={styles[patterns[index]!]} aria-hidden /> {name}
            </span>
          ))}
        </span>
      </figcaption>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={title}>
        <svg
          viewBox={`0 0 ${width} ${HEIGHT + LABELS}`}
          style={{ width: '100%', maxWidth: width * 1.6, minWidth: width }}
          role="img"
          aria-label={t('chart.image', { title })}
        >
          <line x1={0} x2={width} y1={zero + 2} y2={zero + 2} className={styles.axis} />
          {months.map((month, index) => (
            <text key={month} x={index * GROUP + GROUP / 2} y={HEIGHT + 16} className={styles.label}>
              {Number(month.slice(5))}
              {(index === 0 || month.endsWith('-01')) && (
                <tspan x={index * GROUP + GROUP / 2} dy={13}>
                  {month.slice(0, 4)}
                </tspan>
              )}
            </text>
          ))}
          {series.map(({ name, values: own }, which) =>
            own.map((value, index) => (
              <rect
                key={`${name}-${labels[index]}`}
                className={styles[`${patterns[which]!}Bar`]}
                x={index * GROUP + 4 + which * bar}
                width={Math.max(2, bar - 2)}
                y={(value >= 0 ? zero - value * scale : zero) + 2}
                height={Math.max(value === 0 ? 0 : 1, Math.abs(value) * scale)}
              >
                <title>{`${labels[index]} ${name} ${format(value)}`}</title>
              </rect>
            )),
          )}
        </svg>
      </div>
      <details>
        <summary>{t('chart.table')}</summary>
        <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('chart.tableOf', { title })}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('months.month')}</th>
                {series.map(({ name }) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {labels.map((label, index) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  {series.map(({ name, values: own }) => (
                    <td key={name}>{format(own[index] ?? 0)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
