// lemon_driver.cc: the problem of assign_driver solved by LEMON, for comparison.
//
//     assign_driver print KIND PEOPLE COURSES | lemon_driver network-simplex|cost-scaling
//
// Prints ms, people without a course, ranks and meters. One number holds both costs, rank * scale +
// meters, which is exact as long as it fits 63 bits; without ranks it is the meters alone.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <vector>

#include <lemon/cost_scaling.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

using lemon::SmartDigraph;
using Costs = SmartDigraph::ArcMap<int64_t>;

struct Problem {
	long people = 0, courses = 0, unassigned = 0;
	int64_t scale = 0; // of a rank; 0: there are none
	SmartDigraph graph;
	Costs cost{graph}, capacity{graph};
	SmartDigraph::NodeMap<int64_t> supply{graph};
	std::vector<int64_t> seats, rank, meters;
};

static bool read(Problem &p)
{
	int64_t all = 0, worst_meters = 0, worst_rank = 0;

	if (scanf("%ld %ld", &p.people, &p.courses) != 2)
		return false;
	p.seats.resize(size_t(p.courses));
	for (int64_t &seats : p.seats) {
		if (scanf("%ld", &seats) != 1)
			return false;
		all += seats;
	}
	p.unassigned = p.people - all;
	p.rank.resize(size_t(p.people * p.courses));
	p.meters.resize(p.rank.size());
	for (size_t i = 0; i < p.rank.size(); i++) {
		if (scanf("%ld %ld", &p.rank[i], &p.meters[i]) != 2)
			return false;
		worst_rank = std::max(worst_rank, p.rank[i]);
		worst_meters = std::max(worst_meters, p.meters[i]);
	}
	p.scale = worst_rank == 0 ? 0 : p.people * worst_meters + 1;
	return p.unassigned >= 0;
}

// People, then courses, then none; every seat is taken, the rest of the people go to none.
static void build(Problem &p)
{
	std::vector<SmartDigraph::Node> course;

	p.graph.reserveNode(int(p.people + p.courses + 1));
	p.graph.reserveArc(int(p.people * (p.courses + 1)));
	for (long j = 0; j <= p.courses; j++) {
		course.push_back(p.graph.addNode());
		p.supply[course.back()] = -(j < p.courses ? p.seats[size_t(j)] : p.unassigned);
	}
	for (long i = 0; i < p.people; i++) {
		SmartDigraph::Node person = p.graph.addNode();

		p.supply[person] = 1;
		for (long j = 0; j <= p.courses; j++) {
			SmartDigraph::Arc arc = p.graph.addArc(person, course[size_t(j)]);
			size_t cell = size_t(i * p.courses + j);

			p.capacity[arc] = 1;
			p.cost[arc] = j == p.courses ? 0 : p.rank[cell] * p.scale + p.meters[cell];
		}
	}
}

template <class Solver> static bool solve(Problem &p)
{
	auto start = std::chrono::steady_clock::now();
	Solver solver(p.graph);
	bool optimal = solver.upperMap(p.capacity).costMap(p.cost).supplyMap(p.supply).run() ==
		       Solver::OPTIMAL;
	std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - start;
	int64_t total = optimal ? solver.template totalCost<int64_t>() : -1;

	printf("%.3f %ld %ld %ld\n", spent.count(), p.unassigned,
	       long(p.scale == 0 ? 0 : total / p.scale), long(p.scale == 0 ? total : total % p.scale));
	return optimal;
}

int main(int argc, char **argv)
{
	Problem p;

	if (argc < 2 || !read(p)) {
		fputs("usage: assign_driver print ... | lemon_driver network-simplex|cost-scaling\n", stderr);
		return 2;
	}
	build(p);
	bool optimal = strcmp(argv[1], "cost-scaling") == 0
			       ? solve<lemon::CostScaling<SmartDigraph, int64_t, int64_t>>(p)
			       : solve<lemon::NetworkSimplex<SmartDigraph, int64_t, int64_t>>(p);
	return optimal ? 0 : 1;
}
