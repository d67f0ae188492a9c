/*
 * check.h: cmocka with the headers that it wants before it.
 */
#ifndef TSOP_TESTS_CHECK_H
#define TSOP_TESTS_CHECK_H

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#endif
