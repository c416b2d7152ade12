using System.Globalization;

namespace Graph.SyncJob.Benchmarks;

/// <summary>Prints a line for each comparison, and remembers whether all of them were as they should be.</summary>
internal sealed class Table
{
    public bool IsAsItShouldBe { get; private set; } = true;

    public static void Begin(string title)
    {
        Console.WriteLine();
        Console.WriteLine(title);
        WriteLine("", "here", "beside", "ratio", "wanted", "");
    }

    /// <summary>So many times faster than what it stands beside.</summary>
    public void Faster(string work, double here, double beside, double atLeast) =>
        Add(work, here, beside, beside / here, $">= {atLeast.ToString(CultureInfo.InvariantCulture)} x", beside / here >= atLeast);

    /// <summary>At most so many times what it stands beside.</summary>
    public void Within(string work, double here, double beside, double atMost) =>
        Add(work, here, beside, here / beside, $"<= {atMost.ToString(CultureInfo.InvariantCulture)} x", here / beside <= atMost);

    /// <summary>At most so much more than what it stands beside.</summary>
    public void AtMostMore(string work, double here, double beside, double most, string unit) =>
        Add(work, here, beside, here - beside, $"<= +{most.ToString(CultureInfo.InvariantCulture)} {unit}", here - beside <= most);

    private void Add(string work, double here, double beside, double ratio, string wanted, bool isGood)
    {
        IsAsItShouldBe &= isGood;
        WriteLine(work, Number(here, "N1"), Number(beside, "N1"), Number(ratio, "N2"), wanted, isGood ? "" : "MISSED");
    }

    private static void WriteLine(string work, string here, string beside, string ratio, string wanted, string remark) =>
        Console.WriteLine($"{work,-58} {here,14} {beside,14} {ratio,9} {wanted,-12} {remark}".TrimEnd());

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
