# How the tests are built and run; included by the Makefile.

UNIT = $(patsubst tests/unit/%.c,$(BUILD)/tests/unit/%,$(wildcard tests/unit/test_*.c))
CMOCKA_LIBS = $(shell pkg-config --libs cmocka)

$(BUILD)/tests/unit/%: tests/unit/%.c $(BUILD)/libtsop.a
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS_ALL) $(PKG_CFLAGS) -Itests $(CFLAGS_ALL) -MMD -MP $(LINK_HARDEN) -o $@ $< $(BUILD)/libtsop.a $(LIBS) $(CMOCKA_LIBS)

-include $(UNIT:=.d)

unit: $(UNIT)
	@for t in $(UNIT); do $$t || exit 1; done

.PHONY: unit

cmd: all
	BUILD=$(BUILD) prove $(wildcard tests/cmd/*.t)

.PHONY: cmd
