import { useEffect, useState } from 'react';
import type { RelatedState } from '../address.js';
import type { FormulaAnswer, SignalKind } from '../queries/answers.js';
import { SIGNAL_KINDS, SIGNALS } from '../signals.js';
import { SignalWord } from './signal-bar.js';

const MOST = 10;
const STEP = 0.25;
const PAUSE_MS = 140;

interface WeightsProps {
  readonly formula: FormulaAnswer['relatedFormula'];
  readonly state: RelatedState;
  readonly onChange: (change: Partial<RelatedState>) => void;
}

/** How much each signal counts: sliders that rank anew while they move. */
export function Weights({ formula, state, onChange }: WeightsProps) {
  const preset = formula.presets.find((each) => each.preset === state.preset);
  const usual = (kind: SignalKind): number => preset?.weights.find((each) => each.kind === kind)?.weight ?? 0;
  const isChanged = Object.keys(state.weights).length > 0 || state.diversity > 0;
  const set = (field: string, value: number, usually: number): void => {
    const others = Object.entries(state.weights).filter(([each]) => each !== field);
    onChange({ weights: Object.fromEntries(value === usually ? others : [...others, [field, value]]) });
  };
  return (
    <fieldset className="weights">
      <legend>What counts how much</legend>
      {SIGNAL_KINDS.map((kind) => {
        const { field } = SIGNALS[kind];
        return (
          <Slider
            key={kind}
            label={<SignalWord kind={kind} />}
            hint={formula.signals.find((each) => each.kind === kind)?.meaning ?? ''}
            value={state.weights[field] ?? usual(kind)}
            isChanged={state.weights[field] !== undefined}
            most={MOST}
            step={STEP}
            onChange={(value) => set(field, value, usual(kind))}
          />
        );
      })}
      <Slider
        label={<span className="signal-word">Years apart</span>}
        hint="How fast years apart damp the score."
        value={state.weights['age'] ?? preset?.age ?? 0}
        isChanged={state.weights['age'] !== undefined}
        most={1}
        step={0.01}
        onChange={(value) => set('age', value, preset?.age ?? 0)}
      />
      <Slider
        label={<span className="signal-word">Variety</span>}
        hint="How much each answer should differ from those before it."
        value={state.diversity}
        isChanged={state.diversity > 0}
        most={1}
        step={0.05}
        onChange={(diversity) => onChange({ diversity })}
      />
      <button type="button" disabled={!isChanged} onClick={() => onChange({ weights: {}, diversity: 0 })}>
        Back to the preset
      </button>
    </fieldset>
  );
}

interface SliderProps {
  readonly label: React.ReactNode;
  readonly hint: string;
  readonly value: number;
  readonly isChanged: boolean;
  readonly most: number;
  readonly step: number;
  readonly onChange: (value: number) => void;
}

function Slider({ label, hint, value, isChanged, most, step, onChange }: SliderProps) {
  const [shown, setShown] = useState(value);
  useEffect(() => setShown(value), [value]);
  useEffect(() => {
    if (shown === value) return;
    const timer = setTimeout(() => onChange(shown), PAUSE_MS);
    return () => clearTimeout(timer);
  });
  return (
    <label className={isChanged ? 'slider changed' : 'slider'} title={hint}>
      {label}
      <input
        type="range"
        min={0}
        max={Math.max(most, value)}
        step={step}
        value={shown}
        onChange={(event) => setShown(Number(event.target.value))}
      />
      <output>{shown}</output>
    </label>
  );
}
