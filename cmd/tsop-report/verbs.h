/*
 * verbs.h: the verbs of tsop-report, one file each.
 */
#ifndef TSOP_REPORT_VERBS_H
#define TSOP_REPORT_VERBS_H

#include "base/tool.h"

int tsop_verb_allocation(struct tsop_tool *tool, int argc, char **argv);
int tsop_verb_count(struct tsop_tool *tool, int argc, char **argv);

#endif
