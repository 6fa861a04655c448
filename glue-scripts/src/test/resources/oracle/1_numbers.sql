-- Numbers as the text rules define them: [+-]?(digits[.digits?]|.digits)([eE][+-]?digits)?, ASCII only.
-- A number is handled as its significant digits (an integer in text) and a scale: value = digits / 10^scale.

CREATE MACRO is_number(t) AS
  regexp_full_match(t, '[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?');

CREATE MACRO fraction_digits(t) AS regexp_extract(t, '\.([0-9]+)', 1);

CREATE MACRO number_digits(t) AS
  ltrim(regexp_extract(t, '^[+-]?([0-9]*)', 1) || fraction_digits(t), '0');

-- The written exponent; one that is too long for 64 bits is as good as a thousand million.
CREATE MACRO exponent(t) AS
  CASE
    WHEN regexp_extract(t, '[eE][+-]?([0-9]+)$', 1) = '' THEN 0
    ELSE
      CASE WHEN regexp_matches(t, '[eE]-') THEN -1 ELSE 1 END
      * least(
          coalesce(try_cast(regexp_extract(t, '[eE][+-]?([0-9]+)$', 1) AS BIGINT), 1000000000),
          1000000000)
  END;

CREATE MACRO number_scale(t) AS length(fraction_digits(t)) - exponent(t);

-- A number taken apart once; the list of one is SQL's way to name a value and use it often.
CREATE MACRO number_parts(t) AS
  CASE
    WHEN is_number(t)
    THEN [{'negative': starts_with(t, '-'), 'digits': number_digits(t), 'scale': number_scale(t)}]
  END;

-- digits / 10^scale, half up (ties go away from zero), without the sign; null from 10^30 on.
CREATE MACRO rounded_magnitude(digits, scale) AS
  CASE
    WHEN digits = '' THEN 0::HUGEINT
    WHEN length(digits) - scale > 30 THEN NULL
    WHEN scale <= 0 THEN (digits || repeat('0', -scale))::HUGEINT
    WHEN scale > length(digits) THEN 0::HUGEINT
    ELSE
      coalesce(try_cast(nullif(left(digits, length(digits) - scale), '') AS HUGEINT), 0::HUGEINT)
      + CASE WHEN substr(digits, length(digits) - scale + 1, 1) >= '5' THEN 1 ELSE 0 END
  END;

-- t x 10^places, half up; null where t is no number or has more than 30 places before the point.
CREATE MACRO rounded(t, places) AS
  list_transform(
    number_parts(t),
    lambda n: CASE WHEN n.negative THEN -1 ELSE 1 END
      * rounded_magnitude(n.digits, n.scale - places))[1];

-- Whether nothing but zeros is behind the point, however the number is spelled: 7, 7.0, 70e-1.
CREATE MACRO is_whole(t) AS
  list_transform(
    number_parts(t),
    lambda n: n.digits = '' OR n.scale <= length(n.digits) - length(rtrim(n.digits, '0')))[1];

-- A number without a fraction that fits 64 bits; else null.
CREATE MACRO whole_number(t) AS CASE WHEN is_whole(t) THEN try_cast(rounded(t, 0) AS BIGINT) END;

CREATE MACRO rounded_whole_number(t) AS try_cast(rounded(t, 0) AS BIGINT);

-- Digits in groups: one to three of them first, then a comma before every three.
CREATE MACRO are_thousands(groups) AS
  length(groups) > 1
  AND length(groups[1]) BETWEEN 1 AND 3
  AND length(list_filter(groups[2:], lambda g: length(g) <> 3)) = 0;

-- Without the commas before the point or the exponent, where they part thousands. One that is left
-- makes the text no number.
CREATE MACRO without_thousands_commas(t) AS
  list_transform(
    [regexp_extract(t, '(?s)^([+-]?)([0-9,]*)(.*)$', ['sign', 'whole', 'rest'])],
    lambda n: CASE
      WHEN are_thousands(string_split(n.whole, ',')) THEN n.sign || replace(n.whole, ',', '') || n.rest
      ELSE t
    END)[1];

-- Currency text: dollar signs and spaces go, no-break ones too, and commas that part thousands; half
-- up to cents; must fit decimal(12,2).
CREATE MACRO money(t) AS
  list_transform(
    [rounded(without_thousands_commas(translate(t, '$ ' || chr(160) || chr(8239), '')), 2)],
    lambda cents: CASE
      WHEN abs(cents) < 1000000000000
      THEN (cents::DECIMAL(12, 0) * 0.01::DECIMAL(3, 2))::DECIMAL(12, 2)
    END)[1];

CREATE MACRO finite_double(t) AS
  CASE
    WHEN is_number(t) AND isfinite(try_cast(t AS DOUBLE))
    THEN try_cast(t AS DOUBLE)
  END;
