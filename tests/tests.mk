# How the tests are built and run; included by the Makefile.

CMOCKA_LIBS = $(eval CMOCKA_LIBS := $$(shell pkg-config --libs cmocka))$(CMOCKA_LIBS)
UNIT = $(patsubst tests/unit/%.c,$(BUILD)/tests/unit/%,$(wildcard tests/unit/test_*.c))
DRIVER = $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/fault/*_driver.c tests/bench/*_driver.c))
FUZZ = $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
REPLAY = $(FUZZ:%=$(BUILD)/tests/fuzz/%)
FUZZ_SECONDS = 20

$(UNIT) $(DRIVER): $(BUILD)/tests/%: tests/%.c $(BUILD)/libtsop.a
	@mkdir -p $(@D)
	$(SAY) '  TEST  $@'
	$(Q)$(CC) $(CPPFLAGS_ALL) $(PKG_CFLAGS) -Itests $(CFLAGS_ALL) -MMD -MP $(LINK_HARDEN) $(LDFLAGS) \
		$(WRAP) -o $@ $< $(BUILD)/libtsop.a $(LIBS) $(CMOCKA_LIBS)

# Tests that make allocations fail (tests/unit/allocation.h).
$(shell grep -l '"allocation.h"' tests/unit/test_*.c | sed 's|\(.*\)\.c|$(BUILD)/\1|'): \
	WRAP = -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=strdup

-include $(UNIT:=.d) $(DRIVER:=.d)

# What the tests need, built.
tests: all $(UNIT) $(DRIVER) $(REPLAY)

# One kind of test. Two unit tests at a time; what each says comes in one piece.
unit: $(UNIT)
	@printf '%s\n' $(UNIT) | xargs -P 2 -I TEST sh -c \
		'said=$$($(RUNNER) TEST 2>&1); status=$$?; printf "%s\n" "$$said"; test $$status -eq 0 || \
		{ echo "TEST: status $$status"; exit 1; }'
CMD = $(wildcard tests/cmd/*.t)
cmd: all $(DRIVER)
	@BUILD=$(BUILD) prove -j2 $(CMD)
fault: all $(DRIVER)
	@BUILD=$(BUILD) prove -j2 $(wildcard tests/fault/*.t)

# All of them, several ways: each build in a place of its own.
check: check-gcc check-clang check-sanitized check-valgrind lint check-fuzz check-reproducible check-clean
	@echo 'make check: all passed'
check-gcc:
	@$(MAKE) --no-print-directory -j2 WERROR=-Werror tests
	@$(MAKE) --no-print-directory WERROR=-Werror unit cmd fault replay
check-clang:
	@$(MAKE) --no-print-directory -j2 BUILD=$(BUILD)/clang CC=clang WERROR=-Werror tests
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/clang CC=clang WERROR=-Werror unit
# Not the tests of what is no code of ours in C: shells, catalogs, pages, install.
CMD_OF_TOOLS = $(filter-out $(addprefix tests/cmd/,catalog.t completions.t install.t pages.t store-page.t),$(CMD))
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all
AS_SANITIZED = BUILD=$(BUILD)/san CFLAGS='-O1 -g $(SANITIZE)' LDFLAGS='$(SANITIZE)' HARDEN= LINK_HARDEN= \
	CMD='$(CMD_OF_TOOLS)'
check-sanitized:
	@$(MAKE) --no-print-directory -j2 $(AS_SANITIZED) tests
	@TSOP_INSTANCES=2000 $(MAKE) --no-print-directory $(AS_SANITIZED) unit cmd
# What valgrind sees and the sanitizers do not is memory read before it is written: a run through
# each tool will do, without the unit tests that compute for long.
VALGRIND = valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite
check-valgrind: all $(UNIT)
	@TSOP_INSTANCES=500 $(MAKE) --no-print-directory RUNNER='$(VALGRIND)' TSOP_VALGRIND=1 \
		UNIT='$(filter-out %/test_assign %/test_store_verify,$(UNIT))' unit
	@BUILD=$(BUILD) RUNNER='$(VALGRIND)' prove -j2 $(addprefix tests/cmd/,enroll_apply.t enroll_record.t allocate-run.t report.t)
check-reproducible:
	@BUILD=$(BUILD) sh tests/reproducible.sh
check-clean:
	@git diff --quiet HEAD 2>/dev/null && test -z "$$(git status --porcelain)" || \
		{ git status --short; echo 'check: the tree is not clean'; test -z "$$CI"; }

# What needs a browser (make deps-real).
check-real: all
	@BUILD=$(BUILD) prove $(wildcard tests/real/*.t)

# The slower sweeps: a million random instances of each method and mechanism, every fuzzer for a minute, every
# test of a tool under valgrind.
check-long: all $(UNIT) $(DRIVER)
	@TSOP_INSTANCES=1000000 $(MAKE) --no-print-directory unit
	@$(MAKE) --no-print-directory FUZZ_SECONDS=60 fuzz
	@TSOP_INSTANCES=500 $(MAKE) --no-print-directory RUNNER='$(VALGRIND)' TSOP_VALGRIND=1 unit
	@BUILD=$(BUILD) RUNNER='$(VALGRIND)' prove -j2 $(CMD_OF_TOOLS)

# Fuzzers: FUZZ_SECONDS each with clang's libFuzzer.
fuzz:
	@$(MAKE) --no-print-directory -j2 --output-sync=target $(FUZZ:%=fuzz-%)
check-fuzz:
	@$(MAKE) --no-print-directory FUZZ_SECONDS=3 fuzz
fuzz-library:
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/fuzz CC=clang HARDEN= LINK_HARDEN= \
		CFLAGS='-O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all' $(BUILD)/fuzz/libtsop.a
$(FUZZ:%=fuzz-%): fuzz-%: tests/fuzz/%.c fuzz-library
	@mkdir -p $(BUILD)/fuzz/corpus/$*
	clang $(CPPFLAGS_ALL) $(PKG_CFLAGS) -std=c11 -O1 -g -fsanitize=fuzzer,address,undefined \
		-fno-sanitize-recover=all -o $(BUILD)/fuzz/$* $< $(BUILD)/fuzz/libtsop.a $(LIBS)
	$(BUILD)/fuzz/$* -max_total_time=$(FUZZ_SECONDS) -verbosity=0 -print_final_stats=0 \
		-timeout=10 -artifact_prefix=$(BUILD)/fuzz/ $(BUILD)/fuzz/corpus/$* $(wildcard tests/fuzz/seeds/$*)

# Their seeds again, under any compiler.
$(REPLAY): $(BUILD)/tests/%: tests/%.c tests/fuzz/standalone.c $(BUILD)/libtsop.a
	@mkdir -p $(@D)
	$(SAY) '  TEST  $@'
	$(Q)$(CC) $(CPPFLAGS_ALL) $(PKG_CFLAGS) $(CFLAGS_ALL) $(LINK_HARDEN) $(LDFLAGS) -o $@ $^ $(LIBS)
replay: $(REPLAY)
	@for f in $(FUZZ); do find tests/fuzz/seeds/$$f -type f -exec $(RUNNER) $(BUILD)/tests/fuzz/$$f {} + \
		|| exit 1; done

C_FILES = $(LIB_SRC) $(wildcard cmd/*/*.c)
SH_FILES = .ci/run tests/*.sh $(wildcard tests/*/*.sh tests/*.t tests/*/*.t share/examples/*/*.sh)
lint: lint-code lint-texts
lint-texts:
	shellcheck -s sh -e SC2317 -x -P tests/cmd $(SH_FILES)
	mandoc -T lint -W warning man/*.[157]
	sh tests/floors.sh
lint-code: $(GEN)
	@printf '%s\n' $(C_FILES) | xargs -P 2 -I FILE clang-tidy --quiet --config-file=tests/clang-tidy.yaml \
		--warnings-as-errors='*' FILE -- -std=c11 $(CPPFLAGS_ALL) $(PKG_CFLAGS)
	cppcheck --quiet --std=c11 --error-exitcode=1 --inline-suppr --enable=warning,performance,portability \
		--suppress=missingIncludeSystem --suppress=ctuuninitvar --suppress=ctunullpointer $(CPPFLAGS_ALL) lib cmd

regen: all
	@REGEN=1 BUILD=$(BUILD) prove $(wildcard tests/cmd/report*.t)
	sh tests/catalog.sh regen

# The one peer that is a library of C++ alone.
$(BUILD)/tests/bench/lemon_driver: tests/bench/lemon_driver.cc
	@mkdir -p $(@D)
	$(SAY) '  TEST  $@'
	$(Q)$(CXX) -O2 -std=c++17 -o $@ $<
bench: all $(DRIVER) $(BUILD)/tests/bench/lemon_driver
	@for b in $(wildcard tests/bench/*.sh); do echo "== $$b"; BUILD=$(BUILD) sh $$b || exit 1; done

.PHONY: tests unit cmd fault check check-real check-long check-gcc check-clang check-sanitized check-valgrind \
	check-reproducible check-clean check-fuzz fuzz fuzz-library replay lint lint-code lint-texts regen bench
