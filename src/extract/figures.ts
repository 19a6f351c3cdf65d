/** What a stretch of a text may be a part of, told from its letters alone; `values.ts` reads nothing else. */
export const FIGURE = 1;
export const DIGIT = 2;
export const CURRENCY_NAME = 4;
export const SUFFIX = 8;
export const VAGUE = 16;
export const PERCENTAGE = 32;
export const POWER = 64;
export const CHIP = 128;
export const STAFF = 256;
export const AUDIENCE = 512;
export const STAGE = 1024;
export const SHARE = 2048;

const SIGNS: readonly [number, RegExp][] = [
  [
    FIGURE,
    /[\d$€£¥₹]|million|billion|[Hh]undred|[Tt]housand|[Dd]ozen|percent|[Ss]eed|Series|[Tt](?:wo|hree|en)|[Ff](?:our|ive)|[Ss](?:ix|even)|eight|[Nn]ine|Eight|[Hh]alf|\ba (?:third|quarter|fifth)|thirds|quarters/,
  ],
  [DIGIT, /\d/],
  [
    CURRENCY_NAME,
    /dollar|usd|buck|euro?|eur|pound|gbp|rupee|inr|yuan|renminbi|cny|rmb|yen|jpy|won|krw|franc|chf|dirham|aed|riyal|sar|baht|thb|ringgit|rupiah|peso|kron|shekel/iu,
  ],
  [SUFFIX, /[€£]/],
  [VAGUE, /[bm]illions/iu],
  [PERCENTAGE, /%|cent|pct/iu],
  [POWER, /[gmkt]w|watt|flops/iu],
  [CHIP, /GPUs|TPUs|chips|accelerators|[HBA]\d{3}/],
  [
    STAFF,
    /employee|job|people|worker|staff|role|position|researcher|engineer|developer|hire|layoff|member|scientist|contractor|executive|headcount|personnel|banker|lawyer|consultant|analyst|journalist|writer|editor|reporter|manager|designer|intern|technician|specialist|programmer|recruiter|moderator|annotator|tutor|teacher|trader|associate|salespeople|expert|physicist|mathematician|economist|graduate|fresher/iu,
  ],
  [AUDIENCE, /user|customer|subscriber|download|member|client|people|account|merchant|queries|business/iu],
  [STAGE, /series|seed|angel|bridge/iu],
  [SHARE, /half|(?:third|quarter|fifth|sixth|eighth|tenth)s?\b/iu],
];

export function signsOf(text: string): number {
  let signs = 0;
  for (const [sign, letters] of SIGNS) if (letters.test(text)) signs |= sign;
  return signs;
}
