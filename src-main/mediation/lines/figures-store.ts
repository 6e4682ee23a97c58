import type { FigureFields, FigureView } from '../../contract/mediation/compensation.ts';
import { fieldError, notFound, requireVersion } from '../../platform/app-error.ts';
import type { CommandContext, QueryContext } from '../../platform/router/handlers.ts';
import { CompensationFigures, type FigureRow } from './entities.ts';

type Context = Pick<QueryContext, 'tx' | 'services' | 'actor'>;

/** Own figures and those of the reference data that are whole, newest year first. */
export async function figuresOf({ tx, services }: Context): Promise<FigureView[]> {
  const own = await tx.all<FigureRow>('SELECT * FROM compensation_figures ORDER BY year DESC, region');
  const seeds = services.reference.all('compensationFigures').flatMap((record): FigureView[] => {
    const { urbanIncomeFen, urbanConsumptionFen, monthlyWageFen } = record;
    if (urbanIncomeFen === null || urbanConsumptionFen === null || monthlyWageFen === null) return [];
    const { region, year, mealFen, nutritionFen, source, validFrom, verified } = record;
    const figures = { urbanIncomeFen, urbanConsumptionFen, monthlyWageFen, mealFen, nutritionFen };
    return [{ id: null, version: null, region, year, ...figures, source, validFrom, verified }];
  });
  // What was entered here stands above the reference data of the same region and year.
  const entered = own.map(viewOf);
  const rest = seeds.filter(
    (seed) => !entered.some((one) => one.region === seed.region && one.year === seed.year),
  );
  return [...entered, ...rest].sort((a, b) => b.year - a.year || (a.region < b.region ? -1 : 1));
}

/** The figures of a region and year. Errors: `input.invalid` when nobody has entered them. */
export async function figuresFor(context: Context, region: string, year: number): Promise<FigureView> {
  const found = (await figuresOf(context)).find((one) => one.region === region && one.year === year);
  if (!found) throw fieldError('input.year', 'field.noFigures');
  return found;
}

/** Errors: `input.invalid` when the region has that year already. */
export async function writeFigures(
  context: CommandContext,
  id: string | undefined,
  seen: number | undefined,
  figures: FigureFields,
): Promise<{ id: string; version: number }> {
  const { tx, services, now, actor } = context;
  const before = id === undefined ? null : await tx.find(CompensationFigures).findOneBy({ id });
  if (id !== undefined && !before) throw notFound('figures');
  if (before) requireVersion(before.version, seen);
  const rival = await tx.find(CompensationFigures).findOneBy({ region: figures.region, year: figures.year });
  if (rival && rival.id !== id) throw fieldError('figures.year', 'field.taken');
  const version = (before?.version ?? 0) + 1;
  const columns = {
    version,
    region: figures.region,
    year: figures.year,
    urban_income_fen: figures.urbanIncomeFen,
    urban_consumption_fen: figures.urbanConsumptionFen,
    monthly_wage_fen: figures.monthlyWageFen,
    meal_fen: figures.mealFen,
    nutrition_fen: figures.nutritionFen,
    source: figures.source,
    valid_from: figures.validFrom,
    updated_by: actor.userId,
    updated_at: now,
  };
  const own = before?.id ?? services.ids.next();
  if (before) await tx.update(CompensationFigures, own, columns);
  else await tx.insert(CompensationFigures, { id: own, ...columns });
  return { id: own, version };
}

const viewOf = (row: FigureRow): FigureView => ({
  id: row.id,
  version: row.version,
  region: row.region,
  year: row.year,
  urbanIncomeFen: row.urban_income_fen,
  urbanConsumptionFen: row.urban_consumption_fen,
  monthlyWageFen: row.monthly_wage_fen,
  mealFen: row.meal_fen,
  nutritionFen: row.nutrition_fen,
  source: row.source,
  validFrom: row.valid_from,
  // Entered by a person with a source: as good as that person’s reading.
  verified: false,
});
