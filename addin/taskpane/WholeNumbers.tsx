// A sentence whose numbers of vouchers, years and taxpayers are not cut at their hyphen: «AS-107».
import { makeStyles } from '@fluentui/react-components';

const hyphenated = /([\p{Lu}\d]+-\d+)/u;

const useStyles = makeStyles({ whole: { whiteSpace: 'nowrap' } });

export function WholeNumbers({ text }: { text: string }) {
  const styles = useStyles();
  // What a capturing split finds stands at the odd places.
  return text.split(hyphenated).map((part, index) =>
    index % 2 === 1 ? (
      <span key={index} className={styles.whole}>
        {part}
      </span>
    ) : (
      part
    ),
  );
}
