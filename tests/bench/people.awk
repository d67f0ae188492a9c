# People who apply for 50 courses, c0 to c49, with three wishes each: -v people=N -v codes="0101 0147 ...".
BEGIN {
	srand(7)
	n = split(codes, code, " ")
	for (i = 1; i <= people; i++) {
		first = int(rand() * 50)
		second = (first + 1 + int(rand() * 24)) % 50
		third = (first + 25 + int(rand() * 24)) % 50
		printf "{\"id\":\"e%d\",\"state\":\"applied\",\"ref\":\"A%d\",\"municipality\":\"%s\",", i, i, code[1 + int(rand() * n)]
		printf "\"wishes\":[\"c%d\",\"c%d\",\"c%d\"],", first, second, third
		printf "\"received\":\"2019-05-%02dT10:%02d:00Z\"}\n", 1 + int(rand() * 28), int(rand() * 60)
	}
}
