/* Any text is a time, a date, a period, a rule or none; what is read is written as it reads. */
#include <stdint.h>
#include <stdlib.h>

#include "time/rule.h"
#include "time/zone.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
	if (!holds)
		abort();
}

static void check_zone(struct tsop_view text)
{
	static struct tsop_zone *zone;
	char written[TSOP_INSTANT_TEXT];
	tsop_instant instant, again;

	check(zone != NULL || tsop_zone_load(&zone, "Europe/Copenhagen", NULL) == 0);
	if (tsop_zone_read(zone, text, &instant, NULL) != 0)
		return;
	tsop_zone_write(zone, instant, written);
	check(tsop_zone_read(zone, tsop_view_of(written), &again, NULL) == 0 && again == instant);
}

static void check_date(struct tsop_view text)
{
	char written[TSOP_DATE_TEXT];
	struct tsop_date date, again;

	if (tsop_date_read(text, &date, NULL) != 0)
		return;
	tsop_date_write(date, written);
	check(tsop_date_read(tsop_view_of(written), &again, NULL) == 0);
	check(tsop_date_to_days(again) == tsop_date_to_days(date));
}

static void check_period_and_rule(struct tsop_view text)
{
	const struct tsop_date date = { 2019, 1, 31 };
	struct tsop_period period;
	struct tsop_date sum;
	struct tsop_rule rule;

	if (tsop_period_read(text, &period, NULL) == 0 &&
	    tsop_date_add(date, period, &sum, NULL) == 0)
		check(tsop_date_check(sum, NULL) == 0);
	if (tsop_rule_read(text, &rule, NULL) == 0)
		check(tsop_rule_span(&rule, 0).from <= 0 && tsop_rule_span(&rule, 0).to > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct tsop_view text = { (const char *)data, size };

	check_zone(text);
	check_date(text);
	check_period_and_rule(text);
	return 0;
}
