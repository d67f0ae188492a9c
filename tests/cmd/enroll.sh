# enroll.sh: what the tests of tsop-enroll share; sourced before tap.sh.

# Two courses of round r1, with two seats each; their windows end on different days.
write_courses() {
	cat >courses.csv <<'END'
id,round,title,place,capacity,sessions,opens,closes,audience
r1-kolding,r1,"Kursus, Kolding",Kolding,2,2019-09-09 09:00-16:00|28-10-2019 09.00-16.00,2019-05-01 09:00,2019-06-21 12:00,Konsulenter
r1-aarhus,r1,"Kursus, Aarhus",Aarhus,2,2019-09-16T09:00:00+02:00/2019-09-16T16:00:00+02:00,2019-05-01 09:00,24-06-2019 kl. 12.00,
END
}
