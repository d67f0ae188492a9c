/*
 * verbs.h: the verbs of tsop-enroll, a file each.
 */
#ifndef TSOP_ENROLL_VERBS_H
#define TSOP_ENROLL_VERBS_H

#include "base/tool.h"

int verb_check(struct tsop_tool *tool, int argc, char **argv);
int verb_apply(struct tsop_tool *tool, int argc, char **argv);
int verb_record(struct tsop_tool *tool, int argc, char **argv);
int verb_list(struct tsop_tool *tool, int argc, char **argv);
int verb_verify(struct tsop_tool *tool, int argc, char **argv);

/* Say that --name must be given; returns the status to end with. */
int verb_expects(struct tsop_tool *tool, const char *name);

#endif
