# From a text file to the pieces of a C string.
{
	gsub(/\\/, "\\\\")
	gsub(/"/, "\\\"")
	printf "\"%s\\n\"\n", $0
}
