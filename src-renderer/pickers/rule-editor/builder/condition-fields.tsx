import type { Condition } from '../tree/rule-tree.ts';
import { ComparisonFields } from './comparison-fields.tsx';
import { EngagementFields } from './engagement-fields.tsx';
import { MeasureFields } from './measure-fields.tsx';
import { ListFields, SegmentFields, TagFields } from './membership-fields.tsx';

interface ConditionFieldsProps {
  condition: Condition;
  onChange(condition: Condition): void;
}

/** What a condition asks, after what it asks about. */
export function ConditionFields({ condition, onChange }: ConditionFieldsProps) {
  switch (condition.kind) {
    case 'comparison':
      return <ComparisonFields condition={condition} onChange={onChange} />;
    case 'tag':
      return <TagFields condition={condition} onChange={onChange} />;
    case 'segment':
      return <SegmentFields condition={condition} onChange={onChange} />;
    case 'list':
      return <ListFields condition={condition} onChange={onChange} />;
    case 'engagement':
      return <EngagementFields condition={condition} onChange={onChange} />;
    case 'measure':
      return <MeasureFields condition={condition} onChange={onChange} />;
  }
}
