using System;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator.Api;
using Graph.SyncJob.Emulator.Faults;
using Microsoft.AspNetCore.Http;

namespace Graph.SyncJob.Emulator.Hosting;

/// <summary>Puts an answer on the wire, as it should be or as a fault has it.</summary>
internal sealed class ReplyWriter(TimeProvider clock)
{
    private const int Megabyte = 1024 * 1024;
    private const int OrdinarySize = 50;
    private const int OrdinaryDrip = 20;

    private static readonly byte[] Blanks = NewBlanks();

    public Task WriteAsync(HttpContext context, Answer answer)
    {
        if (answer.Reply is not { } reply)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        var response = context.Response;
        response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers)
        {
            response.Headers[name] = value;
        }

        if (reply.ContentType is not null)
        {
            response.ContentType = reply.ContentType;
            response.ContentLength = reply.Content.Length;
        }

        return answer.Fault?.Kind switch
        {
            FaultKind.HalfBody => WriteHalfAsync(context, reply.Content),
            FaultKind.Drip => DripAsync(context, reply.Content, answer.Fault.Rule.Delay ?? OrdinaryDrip),
            FaultKind.HugeBody => WriteHugeAsync(context, reply.Content, answer.Fault.Rule.Size ?? OrdinarySize),
            _ => reply.Content.IsEmpty ? Task.CompletedTask : response.Body.WriteAsync(reply.Content, context.RequestAborted).AsTask(),
        };
    }

    // The length that was promised stays, so the server closes the connection after it. A reset would take what was sent along.
    private static async Task WriteHalfAsync(HttpContext context, ReadOnlyMemory<byte> content)
    {
        await context.Response.Body.WriteAsync(content[..(content.Length / 2)], context.RequestAborted).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    private async Task DripAsync(HttpContext context, ReadOnlyMemory<byte> content, int delay)
    {
        for (var index = 0; index < content.Length; index++)
        {
            await context.Response.Body.WriteAsync(content.Slice(index, 1), context.RequestAborted).ConfigureAwait(false);
            await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            await Task.Delay(TimeSpan.FromMilliseconds(delay), clock, context.RequestAborted).ConfigureAwait(false);
        }
    }

    // Blanks in front: it is JSON all the same, and nobody knows what it says before having read all of it.
    private static async Task WriteHugeAsync(HttpContext context, ReadOnlyMemory<byte> content, int megabytes)
    {
        context.Response.ContentLength = ((long)megabytes * Megabyte) + content.Length;
        for (var written = 0; written < megabytes; written++)
        {
            await context.Response.Body.WriteAsync(Blanks, context.RequestAborted).ConfigureAwait(false);
        }

        await context.Response.Body.WriteAsync(content, context.RequestAborted).ConfigureAwait(false);
    }

    private static byte[] NewBlanks()
    {
        var blanks = new byte[Megabyte];
        Array.Fill(blanks, (byte)' ');
        return blanks;
    }
}
