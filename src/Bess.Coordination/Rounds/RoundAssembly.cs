using System.Globalization;
using Bess.Coordination.Checking;

namespace Bess.Coordination.Rounds;

/// <summary>From the engine's outcome to the result that people see: schedules, verdict, certificate, status in words.</summary>
internal static class RoundAssembly
{
    /// <summary>A breach of a limit or hard commitment that counts, as a share of the coupled power.</summary>
    private const double ViolationShare = 1e-5;

    public static RoundResult Assemble(RoundSetup setup, RoundContext context, EngineOutcome outcome, FinishedPlans plans, double engineSeconds)
    {
        var terms = setup.Terms;
        var verdict = PlanChecker.Conclude(plans.Report, terms.Groups, terms.Coupling, setup.Plan.TimeStepHours, setup.Plan.ViolationPricePerMwh);
        var certificate = new Certificate
        {
            LowerBound = outcome.LowerBound,
            PlanCost = verdict.Cost,
            Scale = Math.Max(1e-9, Math.Max(Math.Abs(verdict.Cost), verdict.AbsoluteCost)),
            MaxViolationMw = verdict.MaxCouplingViolationMw,
            Iteration = context.Iteration,
        };
        var coupling = Coupling(terms, context, plans.Report, outcome.Multipliers);
        var (status, detail) = Judge(context, outcome, verdict, certificate, coupling);
        return new RoundResult
        {
            RoundId = terms.Id,
            Status = status,
            Detail = detail,
            Schedules = plans.Schedules,
            AgentPlans = plans.AgentPlans,
            Coupling = coupling,
            NonUniqueMultiplierSteps = NonUnique(context, outcome),
            Certificate = certificate,
            Certificates = context.Certificates,
            Verdict = verdict,
            Economics = verdict.Economics,
            Trace = context.Trace,
            Notes = Notes(context, outcome, plans.Report, plans.AgentPlans.Count > 0),
            WarmStart = new WarmStart(context.PerMwh(outcome.Multipliers)),
            Timing = new RoundTiming(context.Elapsed, context.AgentSeconds, context.AggregatorSeconds, context.Elapsed - engineSeconds),
        };
    }

    private static List<CoupledSum> Coupling(RoundTerms terms, RoundContext context, PlanReport report, double[] multipliers)
    {
        var plan = context.Plan;
        var steps = plan.Set.Steps;
        var perMwh = context.PerMwh(multipliers);
        var sums = new List<CoupledSum>();
        for (var k = 0; k < plan.Set.Constraints; k++)
        {
            double[] power = [.. plan.InjectionsMw[k]];
            double[] lower = [.. plan.InjectionsMw[k]];
            double[] upper = [.. plan.InjectionsMw[k]];
            for (var place = 0; place < report.PowerMw.Length; place++)
            {
                if (plan.Classes[plan.ClassOf(place == 0 ? null : terms.Groups[place - 1].Name)].Contains(k))
                {
                    Optimization.Aladin.ResponseSums.AddTo(power, report.PowerMw[place]);
                }
            }

            for (var t = 0; t < steps; t++)
            {
                lower[t] += plan.Set.Lower[(k * steps) + t];
                upper[t] += plan.Set.Upper[(k * steps) + t];
            }

            sums.Add(new CoupledSum { Name = plan.Names[k], PowerMw = power, LowerMw = lower, UpperMw = upper, MultiplierPerMwh = perMwh[k] });
        }

        return sums;
    }

    private static (RoundStatus Status, string Detail) Judge(RoundContext context, EngineOutcome outcome, PlanVerdict verdict, Certificate certificate, List<CoupledSum> coupling)
    {
        var breached = verdict.MaxCouplingViolationMw > ViolationShare * context.PowerScale;
        var gap = string.Create(CultureInfo.InvariantCulture, $"within {certificate.RelativeGap:0.0e0} of the best possible");
        switch (outcome.Stop)
        {
            case StopReason.Cancelled:
                return (RoundStatus.Cancelled, $"cancelled after {context.Iteration} iterations; the best plan so far is {gap}");
            case StopReason.Deadline:
                return (RoundStatus.StoppedAtDeadline, $"deadline reached after {context.Trace.Count} iterations; the best plan so far is {gap}{Worst(breached, coupling)}");
        }

        if (IsIdleOnly(context, outcome))
        {
            return (RoundStatus.IdleOnly, "only idling meets a sum of zero: the batteries lose energy by moving and must end no emptier than they began");
        }

        if (breached && (outcome.ProvedUnreachable || outcome.Stop == StopReason.Converged))
        {
            var proof = outcome.ProvedUnreachable ? "no plan of this fleet can meet the coupling (proved by a separating price)" : "meeting the coupling would cost more than the violation price";
            return (RoundStatus.Infeasible, proof + Worst(true, coupling) + NetEnergy(context, outcome));
        }

        return outcome.Stop switch
        {
            StopReason.IterationLimit => (RoundStatus.StoppedAtIterationLimit, $"iteration limit reached; the best plan is {gap}{Worst(breached, coupling)}"),
            StopReason.Stalled when certificate.RelativeGap > 1e-4 || breached => (RoundStatus.Stalled, $"progress ended; the best plan is {gap}{Worst(breached, coupling)}"),
            _ => (RoundStatus.Converged, $"converged in {context.Trace.Count} iterations; the plan is {gap}"),
        };
    }

    private static string Worst(bool breached, List<CoupledSum> coupling)
    {
        if (!breached)
        {
            return string.Empty;
        }

        var (name, step, excess) = (string.Empty, 0, 0.0);
        foreach (var sum in coupling)
        {
            for (var t = 0; t < sum.PowerMw.Length; t++)
            {
                var over = Math.Max(sum.PowerMw[t] - sum.UpperMw[t], sum.LowerMw[t] - sum.PowerMw[t]);
                if (over > excess)
                {
                    (name, step, excess) = (sum.Name, t, over);
                }
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"; {name} is missed most in step {step}, by {excess:0.######} MW");
    }

    private static string NetEnergy(RoundContext context, EngineOutcome outcome)
    {
        var set = context.Plan.Set;
        for (var k = 0; outcome.MostNetEnergyMwh is { } most && k < set.Constraints; k++)
        {
            var asked = 0.0;
            for (var t = 0; t < set.Steps; t++)
            {
                asked += set.Lower[(k * set.Steps) + t] * context.Plan.TimeStepHours;
            }

            if (asked > most + (1e-6 * Math.Abs(most)))
            {
                return string.Create(CultureInfo.InvariantCulture, $"; {context.Plan.Names[k]} asks for {asked:0.###} MWh net, the fleet can deliver at most {most:0.###} MWh");
            }
        }

        return string.Empty;
    }

    /// <summary>The whole fleet bound to a hard zero, and unable to export any energy net.</summary>
    private static bool IsIdleOnly(RoundContext context, EngineOutcome outcome)
    {
        var plan = context.Plan;
        if (outcome.MostNetEnergyMwh is not { } most || most > 1e-6 * context.Members.TotalPowerMw * plan.TimeStepHours)
        {
            return false;
        }

        return Enumerable.Range(0, plan.Set.Constraints).Any(k =>
            plan.IsHard[k]
            && plan.Classes.All(c => c.Contains(k))
            && Enumerable.Range(k * plan.Set.Steps, plan.Set.Steps).All(i => plan.Set.Lower[i] == 0 && plan.Set.Upper[i] == 0));
    }

    /// <summary>Where the multiplier stands at the violation price the target lies on, or beyond, what the fleet can do.</summary>
    private static List<int> NonUnique(RoundContext context, EngineOutcome outcome)
    {
        var set = context.Plan.Set;
        var steps = new SortedSet<int>(outcome.LooseSteps);
        for (var i = 0; i < set.Rows; i++)
        {
            if (context.Plan.IsHard[i / set.Steps] && (outcome.Multipliers[i] > 0.99 * set.SurplusPrice[i] || outcome.Multipliers[i] < -0.99 * set.ShortfallPrice[i]))
            {
                steps.Add(i % set.Steps);
            }
        }

        return [.. steps];
    }

    private static List<string> Notes(RoundContext context, EngineOutcome outcome, PlanReport report, bool hasProgrammes)
    {
        List<string> notes = [.. context.Transport.Notes, .. report.Notes];
        if (context.Trace.Count > 0 && context.Trace[^1].Held is > 0 and var held)
        {
            notes.Add($"{held} agents were held to their last answers; the lower bound takes these plans as fixed");
        }

        if (outcome.FixedSteps > 0)
        {
            notes.Add(hasProgrammes
                ? $"{outcome.FixedSteps} decisions were taken and held: one direction where the relaxed optimum took two at once, reserve bids rounded down to their size"
                : $"{outcome.FixedSteps} battery steps were fixed to one direction, where the relaxed optimum charged and discharged at once");
        }

        return notes;
    }
}
